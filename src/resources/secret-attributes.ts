/** Attributes that are a secret themselves, by type of resource; what they give has no name that could be passed on instead. */
export const secretAttributes: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'AWS::IAM::AccessKey': ['SecretAccessKey'],
    'AWS::Cognito::UserPoolClient': ['ClientSecret'],
    aws_iam_access_key: ['secret', 'ses_smtp_password_v4'],
    aws_cognito_user_pool_client: ['client_secret'],
    aws_db_instance: ['password'],
    aws_rds_cluster: ['master_password'],
    aws_secretsmanager_random_password: ['random_password'],
    aws_secretsmanager_secret_version: ['secret_string', 'secret_binary'],
    random_password: ['result'],
    tls_private_key: ['private_key_openssh', 'private_key_pem', 'private_key_pem_pkcs8'],
  }),
);

/** Marks of a dynamic reference that reads a secret; plain `ssm` reads what should be none. */
export const secretReference = /^\{\{resolve:(?:secretsmanager|ssm-secure):/;

/** A parameter of a template that is given a name in Parameter Store, and stands for the value under it. */
export const isLookedUp = (type: string): boolean => type.startsWith('AWS::SSM::Parameter::Value<');
