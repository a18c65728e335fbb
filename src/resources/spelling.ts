import { isCloudControl } from '../template/template.js';
import type { Definition, Spelling } from './define.js';

/** How a resource is written; `awscc` is the Terraform provider that follows CloudFormation's schemas. */
export type Language = 'cloudformation' | 'sam' | 'terraform' | 'awscc';

/** The language of a resource, by its type. */
export function languageOf(type: string): Language {
  if (isCloudControl(type)) return 'awscc';
  if (type.startsWith('aws_')) return 'terraform';
  return type.startsWith('AWS::Serverless::') ? 'sam' : 'cloudformation';
}

/** Whether somebody has written a resource in Terraform's language, whatever its provider. */
export const isTerraform = (language: Language): boolean => language === 'terraform' || language === 'awscc';

/** The types of a kind that the dictionary spells out. */
export const typesOf = ({ type }: Definition): readonly string[] =>
  [type.cloudformation ?? [], type.terraform ?? []].flat();

/** The types of a kind in the Cloud Control provider. */
export const cloudControlTypesOf = ({ type }: Definition): readonly string[] =>
  [type.cloudformation ?? []].flat().map((each) => ccType(each));

/** Where a fact may stand after all transforms: paths of property names; none where the language has no such thing. */
export function pathsOf({ cloudformation, terraform }: Spelling, language: Language): readonly string[] {
  if (language === 'terraform') return typeof terraform === 'string' ? [terraform] : (terraform ?? []);
  if (cloudformation === undefined) return [];
  return [language === 'awscc' ? cloudformation.split('.').map(ccName).join('.') : cloudformation];
}

/** The user's word for a fact. */
export function wordFor(spelled: Spelling, language: Language): string {
  if (language === 'sam' && spelled.sam !== undefined) return spelled.sam;
  const [path] = pathsOf(spelled, language);
  return (path && argumentOf(path)) ?? spelled.cloudformation ?? [spelled.terraform ?? ''].flat()[0] ?? '';
}

/** What Terraform's users write: `tags`, to which the provider adds its own in `tags_all`. */
export const argumentOf = (path: string): string => (path === 'tags_all' ? 'tags' : path);

/** `AWS::ApiGatewayV2::Api` → `awscc_apigatewayv2_api`. */
function ccType(type: string): string {
  const [, service = '', resource = ''] = type.split('::');
  return `awscc_${service.toLowerCase()}_${snake(resource)}`;
}

/** What begins with a small letter stands in a JSON document, which is left as it is. */
const ccName = (name: string): string => (/^[A-Z]/.test(name) ? snake(name) : name);

/**
 * A name as the Cloud Control provider derives it: `CodeSigningConfigArn` → `code_signing_config_arn`, `ProviderARNs` →
 * `provider_ar_ns`, `Ipv6CidrBlock` → `ipv_6_cidr_block`.
 * @see https://github.com/hashicorp/terraform-provider-awscc/blob/main/contributing/docs/resource-behavior.md
 */
function snake(name: string): string {
  return name
    .replace(/([a-z])(\d)/g, '$1_$2')
    .replace(/(\d)([a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
