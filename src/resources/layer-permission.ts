import { defineResource, link, text } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversionpermission.html */
export const layerPermission = defineResource({
  type: { cloudformation: 'AWS::Lambda::LayerVersionPermission', terraform: 'aws_lambda_layer_version_permission' },
  noun: 'layer permission',
  fields: {
    layer: link('LayerVersionArn', { terraform: 'layer_name', to: 'layer' }),
    principal: text('Principal', { terraform: 'principal' }),
    organization: text('OrganizationId', { terraform: 'organization_id' }),
  },
});
