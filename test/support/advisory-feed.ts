import { type AdvisoryFeed, readAdvisories } from '../../functions/workflows/domain/check/dependencies/advisories.ts';

/** A small feed in OSV format, about packages that do not exist. */
export const advisoryFeed: AdvisoryFeed = [
  {
    id: 'MAL-2026-1',
    summary: 'acme-stealer sends environment variables to its author',
    affected: [
      {
        package: { ecosystem: 'PyPI', name: 'acme_stealer' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }],
        versions: ['1.0.0'],
      },
    ],
  },
  {
    id: 'PYSEC-2026-2',
    summary: 'acme-parser runs code while it reads',
    affected: [
      {
        package: { ecosystem: 'PyPI', name: 'acme-parser' },
        ranges: [
          {
            type: 'ECOSYSTEM',
            events: [{ introduced: '1.2' }, { fixed: '1.5' }, { introduced: '2.0rc1' }, { last_affected: '2.0.post1' }],
          },
          { type: 'GIT', events: [{ introduced: '0' }] },
        ],
        versions: ['0.9b1'],
      },
    ],
  },
  {
    id: 'PYSEC-2026-3',
    withdrawn: '2026-02-01T00:00:00Z',
    affected: [
      {
        package: { ecosystem: 'PyPI', name: 'acme-tools' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }],
        versions: [],
      },
    ],
  },
  {
    id: 'GHSA-2026-4',
    affected: [
      {
        package: { ecosystem: 'npm', name: 'acme-tools' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }],
        versions: [],
      },
    ],
  },
];

export const advisories = readAdvisories(advisoryFeed);
