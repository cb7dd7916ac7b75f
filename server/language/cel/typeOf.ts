import { Duration, Failure, List, MapValue, Opaque, Optional, Timestamp, TypeValue, Uint } from './values.ts';
import type { Value } from './values.ts';

/** The type of a value, as `type()` gives it; a failure stays one. */
export function typeOf(value: Value): TypeValue | Failure {
  if (value instanceof Failure) return value;
  return value instanceof Opaque ? new TypeValue(value.typeName) : (types.get(typeNameOf(value)) ?? new TypeValue(''));
}

function typeNameOf(value: Exclude<Value, Failure | Opaque>): string {
  if (value === null) return 'null_type';
  switch (typeof value) {
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
  }
  if (value instanceof List) return 'list';
  if (value instanceof MapValue) return 'map';
  if (value instanceof Uint) return 'uint';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Duration) return 'google.protobuf.Duration';
  if (value instanceof Timestamp) return 'google.protobuf.Timestamp';
  return value instanceof Optional ? 'optional_type' : 'type';
}

/** Types that an expression can name. */
export const types: ReadonlyMap<string, TypeValue> = new Map(
  [
    ...['int', 'uint', 'double', 'string', 'bool', 'bytes', 'list', 'map', 'null_type', 'type', 'optional_type'],
    ...['google.protobuf.Duration', 'google.protobuf.Timestamp', 'net.IP', 'net.CIDR'],
  ].map((name) => [name, new TypeValue(name)]),
);
