import type { Finding } from '../functions/repositories/contract.ts';

/** A file and what was found in it. */
export interface CheckedSource {
  readonly path: string;
  readonly findings: readonly Finding[];
}

const levels = { critical: 'error', error: 'error', warning: 'warning', info: 'note' } as const;

const ruleOf = ({ rule, severity, why, docs }: Finding) => ({
  id: rule,
  help: { text: docs.startsWith('https:') ? why : `${why} (${docs})` },
  ...(docs.startsWith('https:') && { helpUri: docs }),
  defaultConfiguration: { level: levels[severity] },
});

const resultOf = (uri: string, { rule, severity, line, column, message, fix, edits, waived }: Finding) => ({
  ruleId: rule,
  level: levels[severity],
  message: { text: fix === undefined ? message : `${message} ${fix}` },
  locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: line, startColumn: column } } }],
  ...(edits && {
    fixes: [
      {
        description: { text: fix ?? message },
        artifactChanges: [
          {
            artifactLocation: { uri },
            replacements: edits.map((edit) => ({
              deletedRegion: {
                startLine: edit.line,
                startColumn: edit.column,
                endLine: edit.endLine,
                endColumn: edit.endColumn,
              },
              insertedContent: { text: edit.text },
            })),
          },
        ],
      },
    ],
  }),
  ...(waived !== undefined && { suppressions: [{ kind: 'inSource', justification: waived }] }),
});

const toUri = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/**
 * Findings as code scanners exchange them.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const toSarif = (sources: readonly CheckedSource[]) => {
  const findings = sources.flatMap((source) => source.findings);
  const rules = [...new Map(findings.map((finding) => [finding.rule, ruleOf(finding)])).values()];
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'navigator', rules } },
        columnKind: 'utf16CodeUnits',
        results: sources.flatMap(({ path, findings: found }) => found.map((finding) => resultOf(toUri(path), finding))),
      },
    ],
  };
};
