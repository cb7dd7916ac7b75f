import { parse } from 'yaml';

/** A definition of a kind of nobody's, `Thing` of `toy.example`, as people write one. */

/** Two places deeper than the version that it is of. */
const schema = `type: object
required: [spec]
properties:
  spec:
    type: object
    description: What is *wanted*, see [here](https://toy.example).
    required: [size]
    properties:
      size: {type: integer, minimum: 1, description: How large it is.}
      most: {type: integer, default: 10}
      color: {type: string, enum: [red, green]}
      label: {type: string, pattern: "^(a+)+$"}
    x-kubernetes-validations:
      - rule: self.size < self.most
        messageExpression: '"size has to be " + "below most"'
`;

export interface ToyDefinition {
  readonly schema?: string;
  readonly versions?: readonly string[];
  readonly kind?: string;
}

/** All versions have the same schema. */
export function toyDefinition({ schema: own = schema, versions = ['v1'], kind = 'Thing' }: ToyDefinition = {}): string {
  const plural = `${kind.toLowerCase()}s`;
  const written = versions.map(
    (name, index) => `  - name: ${name}
    served: true
    storage: ${String(index === 0)}
    schema:
      openAPIV3Schema:
${own.replaceAll(/^(?=.)/gm, '        ')}`,
  );
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${plural}.toy.example
spec:
  group: toy.example
  names: {kind: ${kind}, plural: ${plural}}
  scope: Namespaced
  versions:
${written.join('')}`;
}

export const toySchema = schema;

export function thing(spec: string, version = 'v1'): string {
  return `apiVersion: toy.example/${version}\nkind: Thing\nmetadata: {name: a}\nspec: ${spec}\n`;
}

/** The same as plain data, which JSON is made of. */
export function definitionObject(): object {
  return parse(toyDefinition()) as object;
}
