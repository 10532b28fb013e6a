import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { glassInWords } from '../../shared/glass/glass.ts';
import { askAnew } from '../client/ask-anew.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { formatTimeOfDay } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';

/** Until the core surely calls the chart closed again. */
const AFTER_END_MS = 1000;

/**
 * Says on every screen of a chart that its glass was broken, and asks anew when that has ended. It only looks
 * at the chart that was read: another read would be in the audit trail.
 */
export function GlassBannerPanel({ patientId }: { readonly patientId: string }) {
  const { data } = useOperation('patients.getChart', { patientId }, { enabled: false });
  const site = useSite();
  const queries = useQueryClient();
  const broken = data?.glassBroken ?? null;
  const endsAt = broken?.endsAt;
  useEffect(() => {
    if (endsAt === undefined) return undefined;
    const leftMs = new Date(endsAt).getTime() - Date.now() + AFTER_END_MS;
    const timer = setTimeout(() => void askAnew(queries), Math.max(leftMs, AFTER_END_MS));
    return () => clearTimeout(timer);
  }, [endsAt, queries]);
  if (broken === null || site === null) return null;
  return (
    <div className="glass-banner">
      <InlineMessage tone="caution" title="You opened this chart by breaking the glass">
        <bdi>{glassInWords(broken.reason, broken.note)}</bdi>, until{' '}
        {formatTimeOfDay(broken.endsAt, site.timeZone)}. Everything you read is recorded.
      </InlineMessage>
    </div>
  );
}
