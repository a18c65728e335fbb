/** Whether a resource is one that AWS makes with an account or a VPC; Terraform has types of their own for these. */
export const isDefault = ({ type }: { readonly type: string }): boolean => type.startsWith('aws_default_');
