import { defineResource, link, number, string, text, tree } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
export const httpIntegration = defineResource({
  type: { cloudformation: 'AWS::ApiGatewayV2::Integration', terraform: 'aws_apigatewayv2_integration' },
  noun: 'integration',
  fields: {
    api: link('ApiId', { terraform: 'api_id', to: 'httpApi' }),
    integrationType: string('IntegrationType', { terraform: 'integration_type' }),
    uri: text('IntegrationUri', { terraform: 'integration_uri' }),
    connectionType: string('ConnectionType', { terraform: 'connection_type', default: 'INTERNET' }),
    tls: tree('TlsConfig', { terraform: 'tls_config' }),
    timeout: number('TimeoutInMillis', { terraform: 'timeout_milliseconds' }),
  },
});
