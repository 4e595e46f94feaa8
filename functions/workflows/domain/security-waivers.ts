import * as z from 'zod';
import { Finding, keepsBack } from '../../repositories/contract.ts';
import { CommitId, Sha256 } from '../../shared/fields.ts';
import type { Waiver } from '../contract.ts';
import type { FileCheck } from './check/check-file.ts';

/** What only an approval can waive. */
const isThreat = ({ severity }: Finding): boolean => severity === 'critical';

/** The files that a check keeps back for security findings, which may be waived. */
export const Threats = z.object({
  /** Absent where the branch is gone. */
  commit: CommitId.optional(),
  files: z.array(z.object({ path: z.string(), contentHash: Sha256, findings: z.array(Finding) })),
});
export type Threats = z.infer<typeof Threats>;

type Hashes = ReadonlyMap<string, string>;

/** The security findings of a tree that are not waived. */
export const listThreats = (checks: readonly FileCheck[], hashes: Hashes, commit: string | undefined): Threats => ({
  commit,
  files: checks.flatMap(({ path, findings }) => {
    const contentHash = hashes.get(path);
    const threats = findings.filter(isThreat);
    return contentHash && threats.length > 0 ? [{ path, contentHash, findings: threats }] : [];
  }),
});

const applyTo = (check: FileCheck, waivers: readonly Waiver[]): FileCheck => {
  const findings = check.findings.map((finding): Finding => {
    const waiver = isThreat(finding) ? waivers.find(({ rules }) => rules.includes(finding.rule)) : undefined;
    return waiver
      ? {
          ...finding,
          severity: 'info',
          waived: waiver.reason,
          approved: { by: waiver.approvedBy, approval: waiver.id },
        }
      : finding;
  });
  return findings.some(keepsBack) ? { ...check, findings } : { ...check, findings, verdict: 'accepted' };
};

/** The checks of files with the waivers that hold for exactly what each file is now. */
export const applyWaivers = (
  checks: readonly FileCheck[],
  hashes: Hashes,
  waivers: readonly Waiver[],
): readonly FileCheck[] =>
  checks.map((check) => {
    const valid = waivers.filter(
      ({ path, contentHash, revokedAt }) =>
        path === check.path && contentHash === hashes.get(path) && revokedAt === undefined,
    );
    return valid.length === 0 || check.verdict !== 'rejected' ? check : applyTo(check, valid);
  });
