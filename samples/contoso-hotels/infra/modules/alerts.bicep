param tags object
param backendId string
param webId string
param onCallEmail string

resource onCall 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'contoso-oncall'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'oncall'
    enabled: true
    emailReceivers: [
      {
        name: 'on-call'
        emailAddress: onCallEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource highCpu 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'High CPU usage'
  location: 'global'
  tags: tags
  properties: {
    description: 'The backend VM is short of CPU. Runbook: runbooks/high-cpu-backend.md'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [backendId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'cpu'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Compute/virtualMachines'
          metricName: 'Percentage CPU'
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 85
        }
      ]
    }
    actions: [{ actionGroupId: onCall.id }]
  }
}

resource responseTime 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'App Service response time'
  location: 'global'
  tags: tags
  properties: {
    description: 'Guests wait for the web app. Runbook: runbooks/response-time-web.md'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [webId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'responseTime'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'HttpResponseTime'
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 3
        }
      ]
    }
    actions: [{ actionGroupId: onCall.id }]
  }
}

resource bookingErrors 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'Booking errors'
  location: 'global'
  tags: tags
  properties: {
    description: 'Guests get server errors. Runbook: runbooks/response-time-web.md'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [webId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'serverErrors'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'Http5xx'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 25
        }
      ]
    }
    actions: [{ actionGroupId: onCall.id }]
  }
}
