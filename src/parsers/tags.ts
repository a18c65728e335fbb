/**
 * The short tags of CloudFormation by the kind of YAML node on which each is legal: the list of cloudformation-js-yaml-schema
 * with what it lacks (a function takes every kind that its long form takes; `AWS::LanguageExtensions` added more).
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const shortTags = {
  scalar: [
    'Base64',
    'Cidr',
    'Condition',
    'GetAZs',
    'GetAtt',
    'ImportValue',
    'Length',
    'Ref',
    'Select',
    'Split',
    'Sub',
    'ToJsonString',
    'Transform',
  ],
  sequence: [
    'And',
    'Cidr',
    'Equals',
    'FindInMap',
    'GetAtt',
    'If',
    'Join',
    'Length',
    'Not',
    'Or',
    'Select',
    'Split',
    'Sub',
    'ToJsonString',
    'Transform',
  ],
  mapping: [
    'Base64',
    'Cidr',
    'GetAZs',
    'GetAtt',
    'ImportValue',
    'Length',
    'Ref',
    'Select',
    'Split',
    'Sub',
    'ToJsonString',
    'Transform',
  ],
} as const;

const known: ReadonlySet<string> = new Set(Object.values(shortTags).flat());

/** The long name of a short tag (`!GetAtt` → `Fn::GetAtt`); `undefined` for a tag that CloudFormation does not have. */
export function longName(tag: string): string | undefined {
  const name = tag.replace(/^!/, '');
  if (!known.has(name)) return undefined;
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}
