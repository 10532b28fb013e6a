import { FileUp, FolderUp } from 'lucide-react';
import type { Ref } from 'react';
import { formatQuantity } from './format.ts';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';

export type FileFieldProps = FieldProps & {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
  /** `folder` gives every file below the chosen folder. Default `one`. */
  readonly choose?: 'one' | 'many' | 'folder' | undefined;
  /** As in HTML, e.g. ".csv,text/csv". */
  readonly accept?: string | undefined;
  readonly name?: string | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

const PROMPTS = { one: 'Choose a file', many: 'Choose files', folder: 'Choose a folder' } as const;

function describeChoice(files: readonly File[]): string {
  const [first] = files;
  if (first === undefined) return 'Nothing chosen yet';
  const folder = first.webkitRelativePath.split('/')[0];
  if (folder !== undefined && folder !== '') {
    return `${folder} (${formatQuantity(files.length, 'file')})`;
  }
  return files.length === 1 ? first.name : formatQuantity(files.length, 'file');
}

/** A native file input under a large button; works with the keyboard and by dropping files on it. */
export function FileField(props: FileFieldProps) {
  const { choose = 'one' } = props;
  const ids = useFieldIds(props);
  const Icon = choose === 'folder' ? FolderUp : FileUp;
  return (
    <FieldFrame field={props} ids={ids}>
      <div className="file-field">
        <Icon size={22} aria-hidden />
        <span className="file-field__prompt">{PROMPTS[choose]}</span>
        <span className="file-field__chosen">{describeChoice(props.files)}</span>
        <input
          id={ids.controlId}
          ref={(input) => {
            if (input) input.webkitdirectory = choose === 'folder';
            if (typeof props.ref === 'function') props.ref(input);
            else if (props.ref) props.ref.current = input;
          }}
          className="file-field__input"
          type="file"
          name={props.name}
          multiple={choose !== 'one'}
          accept={props.accept}
          disabled={props.isDisabled}
          aria-required={props.isRequired || undefined}
          aria-invalid={isInvalid(props) || undefined}
          aria-describedby={ids.describedBy}
          onChange={(event) => props.onChange([...(event.target.files ?? [])])}
        />
      </div>
    </FieldFrame>
  );
}
