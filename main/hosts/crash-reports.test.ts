import { expect, onTestFinished, test, vi } from 'vitest';
import { keepEnvironmentOutOfReports } from './crash-reports.ts';

test('a report of a crash carries no environment', () => {
  const { excludeEnv } = process.report;
  vi.stubEnv('CARETRAIL_PASSPHRASE', 'correct horse battery staple');
  onTestFinished(() => {
    vi.unstubAllEnvs();
    process.report.excludeEnv = excludeEnv;
  });
  process.report.excludeEnv = false;
  expect(JSON.stringify(process.report.getReport())).toContain('correct horse');
  keepEnvironmentOutOfReports(process);
  expect(JSON.stringify(process.report.getReport())).not.toContain('correct horse');
});
