import type { ProtocolContent } from '../../shared/protocols/protocol.ts';
import { scheduledSteps } from '../../shared/protocols/schedule.ts';
import { Badge } from '../ui/Badge.tsx';
import { expectedWords, KIND_WORDS, scheduleWords } from './protocol-words.ts';

/** All that a protocol asks for, with its interval and its review points, in reading order. */
export function StepList({ content }: { readonly content: ProtocolContent }) {
  return (
    <ol className="protocol-steps">
      {scheduledSteps(content).map((step) => {
        const expected = expectedWords(step);
        return (
          <li key={step.id} className="protocol-steps__step">
            <span className="protocol-steps__kind">
              <Badge tone={step.kind === 'review' ? 'info' : 'neutral'}>
                {KIND_WORDS[step.kind]}
              </Badge>
            </span>
            <span>
              <span className="protocol-steps__words">{step.instruction}</span>
              <span className="protocol-steps__when">
                {scheduleWords(step)}
                {expected !== '' && `. With: ${expected}`}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
