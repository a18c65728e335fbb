/**
 * Layers of AWS that act with no rights but those to write logs, and hold none but packages that are known here, by their ARNs.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html
 * @see https://docs.aws.amazon.com/powertools/typescript/latest/getting-started/lambda-layers/
 * @see https://docs.aws.amazon.com/powertools/python/latest/getting-started/install/
 * @see https://aws-sdk-pandas.readthedocs.io/en/stable/layers.html
 */
export const quietLayers: readonly string[] = [
  'arn:*:lambda:*:580247275435:layer:LambdaInsightsExtension*',
  'arn:*:lambda:*:094274105915:layer:AWSLambdaPowertoolsTypeScript*',
  'arn:*:lambda:*:017000801446:layer:AWSLambdaPowertoolsPython*',
  'arn:*:lambda:*:336392948345:layer:AWSSDKPandas-Python*',
];
