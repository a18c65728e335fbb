import { counted } from '../source/counted.js';
import { nouns, type Format, type Template } from '../template/template.js';

const formats: Readonly<Record<Format, string>> = {
  sam: 'SAM',
  cloudformation: 'CloudFormation',
  'terraform-plan': 'Terraform plan',
  'terraform-state': 'Terraform state',
};

/** What a file is, for people: `SAM, 12 functions`. */
export function recognisedAs({ format, resources, partial, unread = 0 }: Template, readable: boolean): string {
  if (!readable) return 'not readable';
  const functions = resources.filter(
    ({ type, origin }) =>
      origin?.label === undefined && /(?:Lambda|Serverless)::Function$|^aws_lambda_function$/.test(type),
  ).length;
  const written = new Set(resources.map(({ origin, address }) => origin?.address ?? address)).size;
  const count = functions > 0 ? counted(functions, 'function') : counted(written, 'resource');
  const what = `${formats[format]}${partial === true ? ' of a part of its configuration' : ''}`;
  return `${what}, ${count}${unread > 0 ? `, ${counted(unread, 'nested stack')} not read` : ''}`;
}

/** Where the `.tf` files of a plan are. */
export function sourceDirectory({ format, files }: Template): string | undefined {
  const [first] = files;
  if (nouns[format] === 'template' || first === undefined) return undefined;
  return /^(.*)\//.exec(first.path)?.[1] ?? '.';
}

/** The names of the parameters that a deployment can give: not those of nested stacks, nor what AWS gives. */
export const ownParameters = ({ parameters }: Template): string[] =>
  [...parameters.keys()].filter((name) => !/[/:]/.test(name));
