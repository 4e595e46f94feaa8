/** A package that is asked for, and the one version it may be. */
export interface Requirement {
  readonly name: string;
  readonly version: string | undefined;
}

const named = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;#\s][^;#]*)?/;
const pin = /^\(?\s*===?\s*([^*,\s)]+)\s*\)?(?:\s|$)/;

/** Reads `name[extra]==1.2 ; marker`; nothing where the text names no package. */
export const readRequirement = (text: string): Requirement | undefined => {
  const [, name, wanted = ''] = /^(-|\w+(\+\w+)?:)/.test(text) ? [] : (named.exec(text.trim()) ?? []);
  return name === undefined ? undefined : { name, version: pin.exec(`${wanted} `)?.[1] };
};
