import { defineResource, link, records, string, text, texts } from './define.js';

/** The certificates that clients have to show one of; only a domain can ask for them. */
const truststore = {
  truststoreUri: text('MutualTlsAuthentication.TruststoreUri', {
    sam: 'Domain.MutualTlsAuthentication.TruststoreUri',
    terraform: 'mutual_tls_authentication.truststore_uri',
  }),
  truststoreVersion: text('MutualTlsAuthentication.TruststoreVersion', {
    sam: 'Domain.MutualTlsAuthentication.TruststoreVersion',
    terraform: 'mutual_tls_authentication.truststore_version',
  }),
};

/** The second type is for private domains. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-domainname.html */
export const restDomain = defineResource({
  type: {
    cloudformation: ['AWS::ApiGateway::DomainName', 'AWS::ApiGateway::DomainNameV2'],
    terraform: 'aws_api_gateway_domain_name',
  },
  noun: 'domain',
  named: 'domainName',
  fields: {
    domainName: text('DomainName', { terraform: 'domain_name' }),
    endpointTypes: texts('EndpointConfiguration.Types', {
      sam: 'Domain.EndpointConfiguration',
      terraform: 'endpoint_configuration.types',
    }),
    securityPolicy: string('SecurityPolicy', { sam: 'Domain.SecurityPolicy', terraform: 'security_policy' }),
    ...truststore,
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-domainname.html */
export const httpDomain = defineResource({
  type: { cloudformation: 'AWS::ApiGatewayV2::DomainName', terraform: 'aws_apigatewayv2_domain_name' },
  noun: 'domain',
  named: 'domainName',
  fields: {
    domainName: text('DomainName', { terraform: 'domain_name' }),
    configurations: records(
      'DomainNameConfigurations',
      { securityPolicy: string('SecurityPolicy', { sam: 'Domain.SecurityPolicy', terraform: 'security_policy' }) },
      { terraform: 'domain_name_configuration' },
    ),
    ...truststore,
  },
});

/** Which API answers at a domain. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-basepathmapping.html */
export const basePathMapping = defineResource({
  type: {
    cloudformation: ['AWS::ApiGateway::BasePathMapping', 'AWS::ApiGateway::BasePathMappingV2'],
    terraform: 'aws_api_gateway_base_path_mapping',
  },
  noun: 'base path mapping',
  fields: {
    api: link('RestApiId', { terraform: 'api_id', to: ['restApi', 'httpApi'] }),
    domain: link('DomainName', { terraform: 'domain_name', to: ['restDomain', 'httpDomain'] }),
    domainArn: link('DomainNameArn', { to: 'restDomain' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-apimapping.html */
export const apiMapping = defineResource({
  type: { cloudformation: 'AWS::ApiGatewayV2::ApiMapping', terraform: 'aws_apigatewayv2_api_mapping' },
  noun: 'API mapping',
  fields: {
    api: link('ApiId', { terraform: 'api_id', to: ['restApi', 'httpApi'] }),
    domain: link('DomainName', { terraform: 'domain_name', to: ['restDomain', 'httpDomain'] }),
  },
});
