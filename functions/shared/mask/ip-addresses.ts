import { isIPv4, isIPv6 } from 'node:net';
import { type Detector, matching } from './detector.ts';

/** Words after which four numbers are a version, or an object of SNMP. */
const versionBefore =
  /(?:\b(?:v|ver|version|release|build|driver|firmware|oid|assembly|dll|jar|sdk|plugin|package|revision|schema|section|oracle|db2|jdbc|odbc|java|chrome|upgrad\w{1,5}(?: from| to)?|install\w{0,5})["']?[ :=/"']{1,3}|(?:[=~<>!]=|[~^]) ?|(?<![:/\w.-])[A-Za-z]{2,40}\/)$/i;

/** Addresses that are the same for everybody, and masks of networks. */
const isCommon = (address: string): boolean => /^(?:127\.|255\.|0\.0\.0\.0$|::1?$)/.test(address);

const versionFour = matching({
  kind: 'ip',
  pattern: String.raw`(?:(?<![\w.+-])|(?<=\d-))(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d|[-+][A-Za-z])`,
  accept: (address, { index, input }) => {
    const before = input.slice(Math.max(index - 40, 0), index);
    const isPort = /^:\d/.test(input.slice(index + address.length, index + address.length + 2));
    return isIPv4(address) && !isCommon(address) && (isPort || !versionBefore.test(before));
  },
});

const versionSix = matching({
  kind: 'ip',
  pattern: String.raw`(?<![\w:.])(?=[0-9A-Fa-f]{0,4}:)[0-9A-Fa-f:]{3,39}(?:\.\d{1,3}){0,3}(?![\w:])`,
  // Eight pairs are the address of a network card, or a fingerprint; letters alone may be words.
  accept: (address) =>
    isIPv6(address) &&
    !isCommon(address) &&
    /\d/.test(address) &&
    !/^(?:[0-9A-Fa-f]{2}:){7}[0-9A-Fa-f]{2}$/.test(address),
});

/** Addresses of the internet protocol, version 4 and 6, which are personal data to some (see the policy in `Masking`). */
export const ipAddresses: readonly Detector[] = [versionFour, versionSix];
