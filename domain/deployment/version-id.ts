/** How a deployment names a version: by its id, or by its number and its model. */
export interface VersionName {
  readonly model?: string | undefined;
  readonly version?: string | number | undefined;
}

const isNumber = (version: string | number): boolean => /^\d+$/.test(String(version));

/** The id of the version that is named. */
export const versionId = ({ model, version = "" }: VersionName): string =>
  model !== undefined && isNumber(version) ? `${model}-v${version}` : String(version);

/** Says what is wrong with `model` where the version is named by its id and is one of another model. */
export const describeOtherModel = ({ model, version = "" }: VersionName): string | undefined => {
  const [, owner] = /^(.+)-v\d+$/.exec(String(version)) ?? [];
  if (model === undefined || owner === undefined || owner === model) return undefined;
  return `is ${JSON.stringify(model)}, but ${version} is a version of ${JSON.stringify(owner)}: name one of the two models, or leave model out`;
};
