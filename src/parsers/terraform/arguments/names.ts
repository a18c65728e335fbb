/** Names of arguments that hold several values where their type can't be seen. */
export const plural =
  /(?:_ids|_arns|_groups|_documents)$|^(?:layers|roles|users|groups|subnets|actions|not_actions|resources|not_resources|identifiers|values)$/;

/** What tells a resource from others: worth knowing also where the provider made it up. */
export const identifying = /^(?:arn|id|name|\w+_name)$/;
