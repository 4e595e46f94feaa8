import type * as z from 'zod';
import { requestApproval } from '../../approvals/contract.ts';
import { getRepository } from '../../repositories/contract.ts';
import type { Artefacts } from '../../shared/artefacts.ts';
import type { CallOperation } from '../../shared/call-operation.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import { type requestWaiver as operation, securityWaiver } from '../contract.ts';
import { threatsKey } from '../domain/plan-keys.ts';
import { Threats } from '../domain/security-waivers.ts';

interface Deps {
  readonly artefacts: Pick<Artefacts, 'getJson'>;
  readonly callRepositories: CallOperation;
  readonly callApprovals: CallOperation;
}

/** Asks for an approval of security findings that the newest check keeps a file back for. */
export const requestWaiver = ({
  artefacts,
  callRepositories,
  callApprovals,
}: Deps): Implementation<typeof operation> => {
  const readThreats = async (tenant: string, repositoryId: string): Promise<Threats> => {
    try {
      return await artefacts.getJson(threatsKey(tenant, repositoryId), Threats);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'resource.unknown') {
        return { files: [] };
      }
      throw error;
    }
  };

  return async ({ repository, path, rules, reason, wait }, { principal, principalToken }) => {
    const { id } = await callRepositories(getRepository, { repository }, principalToken);
    const { commit, files } = await readThreats(principal.tenant, id);
    const file = files.find((each) => each.path === path);
    if (!file || commit === undefined) {
      const kept = files.map((each) => each.path).join(', ');
      throw new DomainError(
        'state.unsuitable',
        `The newest check of ${repository} keeps ${path} back for no security finding. ${kept ? `It does: ${kept}.` : 'Push it first.'}`,
      );
    }
    const findings = file.findings.filter((finding) => rules.includes(finding.rule));
    const unbroken = rules.find((rule) => !findings.some((finding) => finding.rule === rule));
    if (unbroken !== undefined) {
      const broken = [...new Set(file.findings.map(({ rule }) => rule))].join(', ');
      throw new DomainError('input.invalid', `rules: ${path} does not break ${unbroken}, but ${broken}.`);
    }
    const ask: z.infer<typeof securityWaiver.ask> = {
      repository,
      path,
      contentHash: file.contentHash,
      commit,
      rules: [...new Set(rules)],
      findings: findings.map(({ rule, line, message }) => ({ rule, line, message })),
    };
    return callApprovals(requestApproval, { kind: securityWaiver.id, ask, reason, wait }, principalToken);
  };
};
