/** The older way to configure the operator: a flat ConfigMap. */
export const operatorConfigMap = 'zalando/operator-config-map';

/** The ConfigMap or Secret with variables for the pods of all clusters. */
export const podEnvironment = 'zalando/pod-environment';
