import { useState } from 'react';
import type { z } from 'zod';
import { line } from '../../shared/base/text.ts';
import { client } from '../client/client.ts';
import { queryClient } from '../client/use-operation.ts';
import { EntryText } from '../EntryText.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { readTyped } from '../read-typed.ts';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { NO_ANSWER_TEXT_KEPT } from '../client/why-not.ts';

const shape = { serverUrl: line(300), code: line(40), deviceName: line(100) };
type Enrolment = z.output<z.ZodObject<typeof shape>>;
const labels = {
  serverUrl: 'Server address',
  code: 'One-time code',
  deviceName: 'Name of this computer',
} as const;

/** Which field a refusal is about; what is about none of them stands above the form. */
const FIELD_OF: Readonly<Record<string, keyof Enrolment>> = {
  PlainHttp: 'serverUrl',
  ServerUnreachable: 'serverUrl',
  ServerRefused: 'serverUrl',
  WrongCode: 'code',
};

const blank: Enrolment = { serverUrl: 'https://', code: '', deviceName: '' };

// Sent past the cache of mutations, which would keep the code for minutes.
const SENDS = {
  // The screen has said what makes room, before anybody types a code.
  enrol: (typed: Enrolment) => client['sync.enrol']({ ...typed, maySetAside: true }),
  join: (typed: Enrolment) => client['sync.join'](typed),
};

function useEnrolment(how: keyof typeof SENDS) {
  const [entry, setEntry] = useState(blank);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [notice, setNotice] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  async function send(): Promise<void> {
    const reading = readTyped(shape, entry, labels);
    setProblems(reading.ok ? {} : reading.problems);
    setNotice(null);
    if (!reading.ok || isPending) return;
    setPending(true);
    const reply = await SENDS[how](reading.value).catch(() => null);
    setPending(false);
    if (reply === null) return setNotice(NO_ANSWER_TEXT_KEPT);
    if (reply.ok) return queryClient.invalidateQueries();
    const { code, message } = reply.failure;
    const field = FIELD_OF[code];
    return field === undefined ? setNotice(message) : setProblems({ [field]: message });
  }
  function change(part: Partial<Enrolment>): void {
    setEntry({ ...entry, ...part });
    setProblems(Object.fromEntries(Object.entries(problems).filter(([field]) => !(field in part))));
  }
  return { entry, problems, notice, isPending, send, change };
}

export type EnrolFormProps = {
  /** `join` for a computer that was never set up. */
  readonly how: 'enrol' | 'join';
  readonly saveLabel: string;
};

/** Asks for the server, the code of an administrator, and what this computer is called there. */
export function EnrolForm({ how, saveLabel }: EnrolFormProps) {
  const form = useEnrolment(how);
  const text = { ...form, labels };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.send();
      }}
    >
      <Stack>
        {form.notice !== null && <FormNotice>{form.notice}</FormNotice>}
        <EntryText
          {...text}
          name="serverUrl"
          isRequired
          description="From whoever runs the server; it begins with https://"
        />
        <EntryText
          {...text}
          name="code"
          isRequired
          description="From an administrator of the site, good for one computer"
        />
        <EntryText
          {...text}
          name="deviceName"
          isRequired
          description="As others will find it in the list, such as Ward 2, bedside"
        />
        <Row>
          <Button variant="primary" type="submit" isPending={form.isPending}>
            {saveLabel}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
