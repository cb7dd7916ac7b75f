import type { ObjectType } from '../../schemas/contract/recipe.ts';
import type { ClusterConnection, ListQuery } from '../cluster/connection.ts';

/** The same connection with another namespace where none is named: the one that the person chose instead of the context's. */
export function inNamespace(connection: ClusterConnection, namespace: string): ClusterConnection {
  const placed = <T extends ObjectType & { readonly namespace?: string }>(object: T): T =>
    object.scope === 'Namespaced' ? { namespace, ...object } : object;
  const query = (type: ObjectType, asked: ListQuery): ListQuery =>
    type.scope === 'Namespaced' && !asked.everyNamespace ? { namespace, ...asked } : asked;
  return {
    context: connection.context,
    server: connection.server,
    namespace,
    read: (object, signal) => connection.read(placed(object), signal),
    list: (type, asked = {}) => connection.list(type, query(type, asked)),
    serves: (type, signal) => connection.serves(type, signal),
    typeOf: (apiVersion, kind, signal) => connection.typeOf(apiVersion, kind, signal),
    openApi: (type, signal) => connection.openApi(type, signal),
    release: (signal) => connection.release(signal),
    create: (type, object, options = {}) =>
      connection.create(type, object, type.scope === 'Namespaced' ? { namespace, ...options } : options),
    patch: (object, patch, options) => connection.patch(placed(object), patch, options),
    apply: (object, body, options) => connection.apply(placed(object), body, options),
    delete: (object, options) => connection.delete(placed(object), options),
    can: (permission, signal) => connection.can(permission, signal),
    watch: (type, asked, onEvent, signal) => connection.watch(type, query(type, asked), onEvent, signal),
    forward: (target, port, signal) => connection.forward(target, port, signal),
    exec: (request) => connection.exec(request),
    logs: (request) => connection.logs(request),
    close: () => connection.close(),
  };
}
