import { arnSegments, segmentsOf } from '../../iam/resources.js';
import { type Parts, type Text, wholeText } from '../../values/text.js';

/**
 * The parts of the ARN of a route: the id of the API, stage, method and those of the path; `undefined`: it is no such ARN.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
 */
export function routeArnSegments({ parts }: Text): readonly Parts[] | undefined {
  const [first, ...behind] = parts;
  // What the Terraform provider gives for an API is its ARN up to its id.
  if (typeof first === 'object' && first.resource?.attribute === 'execution_arn')
    return [[first], ...segmentsOf(behind, '/').slice(1)];
  const [, , service = [], , , resource] = arnSegments(parts);
  return resource === undefined || wholeText({ parts: service }) !== 'execute-api'
    ? undefined
    : segmentsOf(resource, '/');
}
