import { useOperation } from '../client/use-operation.ts';
import { useToday } from '../today.ts';
import { leaveTo } from '../leave-to.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { announce } from '../ui/announce.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ProtocolForm } from './ProtocolForm.tsx';
import { titleWords } from './protocol-words.ts';

export type WriteProtocolScreenProps = {
  /** The protocol of which a new version is written; null for a new protocol. */
  readonly protocolId: string | null;
};

/** Where an administrator writes a protocol or the next version of one. */
export function WriteProtocolScreen({ protocolId }: WriteProtocolScreenProps) {
  const today = useToday();
  const back = useNavigation((navigation) => navigation.back);
  const protocols = useOperation('protocols.list', { includeRetired: true });
  const current = protocols.data?.find((each) => each.protocolId === protocolId) ?? null;
  if (protocolId !== null && current === null)
    return <QueryNotice query={protocols} what="Protocol" />;
  return (
    <Stack gap={5}>
      <PageHeader
        title={current === null ? 'New protocol' : 'New version'}
        subtitle={
          current === null
            ? 'It can be started on a wound as soon as it is saved'
            : `Of ${titleWords(current)}. Where it runs, the version it began with goes on`
        }
      />
      <ProtocolForm
        key={current?.protocolId ?? ''}
        current={current}
        today={today}
        onCancel={back}
        onSaved={(saved) => {
          announce(`Saved: ${titleWords(saved)}`);
          leaveTo({ screen: 'protocol', protocolId: saved.protocolId });
        }}
      />
    </Stack>
  );
}
