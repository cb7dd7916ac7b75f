/** The older way to configure the operator: a flat ConfigMap. */
export const operatorConfigMap = 'zalando/operator-config-map';

/** The ConfigMap or Secret with variables for the pods of all clusters. */
export const podEnvironment = 'zalando/pod-environment';

/** Values of the operator's chart, with its configuration. */
export const operatorChart = 'zalando/operator-chart';

/** Whatever else configures the operator than its own resource. */
export const otherConfigurations: readonly string[] = [operatorConfigMap, operatorChart];
