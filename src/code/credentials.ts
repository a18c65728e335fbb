/** The variable of a function's environment with the secret that it acts for its role by: whoever reads it may hand it on. */
export const secretKey = 'AWS_SECRET_ACCESS_KEY';

/** Why code that reads its own credentials may call whatever it likes. */
export const handsOn = 'who is given its own credentials is not known';
