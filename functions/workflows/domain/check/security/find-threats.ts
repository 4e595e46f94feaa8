import type { Trace } from '../trace/trace-program.ts';
import { findAirflowChanges, findPatches } from './airflow-tampering.ts';
import { findCredentialLeaks, findMetadataAccess } from './credentials.ts';
import { findUnsafeDeserialisation } from './deserialisation.ts';
import type { Detector, Report } from './detector.ts';
import { findDownloadedCode } from './downloaded-code.ts';
import { findHardCodedSecrets, findSecretsInText } from './hard-coded-secrets.ts';
import { findHiddenCharacters } from './hidden-characters.ts';
import { findImportEffects } from './import-time.ts';
import { findInjections } from './injection.ts';
import { findObfuscatedCode } from './obfuscated-code.ts';
import { findPackageAbuse } from './packages.ts';
import { findReverseShells, findTerminals } from './reverse-shell.ts';
import { findDisabledTls, findDisabledTlsSettings } from './tls.ts';
import { findOutsideWrites } from './writes.ts';

const detectors: readonly Detector[] = [
  findDownloadedCode,
  findObfuscatedCode,
  findCredentialLeaks,
  findMetadataAccess,
  findReverseShells,
  findTerminals,
  findOutsideWrites,
  findAirflowChanges,
  findPatches,
  findInjections,
  findHardCodedSecrets,
  findUnsafeDeserialisation,
  findDisabledTls,
  findDisabledTlsSettings,
  findImportEffects,
  findPackageAbuse,
];

/** What a program may do that is a danger to others: never one capability alone, but one together with a threat. */
export const findThreats = (text: string, { events }: Trace): readonly Report[] => [
  ...findHiddenCharacters(text),
  ...findSecretsInText(text),
  ...detectors.flatMap((detect) => [...detect(events)]),
];
