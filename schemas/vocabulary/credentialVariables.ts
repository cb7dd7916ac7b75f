/** Whether a variable of this name holds a password, or a key that is as good as one. */
export function isCredentialVariable(name: string): boolean {
  return credential.test(name) && !/EMPTY|RANDOM/i.test(name);
}

const credential =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE)(?:_(?:SUPERUSER|STANDBY|ADMIN))?$|^PGPASSWORD$|^MYSQL_PWD$|(?:^|_)(?:SECRET|SECRET_ACCESS|ACCESS|ACCOUNT|PRIVATE|API|LIBSODIUM|PGP)_KEY$|_CLIENT_SECRET$|_(?:ACCESS|AUTH|API|SAS|SESSION)_TOKEN$/i;

/** A switch, a file, or something to be filled in, rather than a secret. */
export function isNoCredential(value: string): boolean {
  return /^(?:true|false|yes|no|none|0|1|\/.*|<.*>|[.*]+|x+|file:.*|vault:.*)$/i.test(value);
}
