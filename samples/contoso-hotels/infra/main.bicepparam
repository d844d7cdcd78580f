using 'main.bicep'

param paymentsUrl = 'https://api.payments.example'
param paymentsKeySecretUri = readEnvironmentVariable('PAYMENTS_KEY_SECRET_URI')
param vmAdminPassword = readEnvironmentVariable('VM_ADMIN_PASSWORD')
param sqlAdminGroup = {
  name: 'contoso-sql-admins'
  objectId: readEnvironmentVariable('SQL_ADMIN_GROUP_ID')
}
param onCallEmail = 'oncall@contosohotels.example'
