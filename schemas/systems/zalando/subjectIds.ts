/** The older way to configure the operator: a flat ConfigMap. */
export const operatorConfigMap = 'zalando/operator-config-map';
