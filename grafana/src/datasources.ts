/** As provisioning/datasources/ names them: a panel finds its data by these. */
export const prometheus = { type: 'prometheus', uid: 'schoolbot-prometheus' }
export const postgres = { type: 'grafana-postgresql-datasource', uid: 'schoolbot-postgres' }
