
Invoke-Step 'Message size of the organisation' {
    foreach ($property in 'MaxSendSize', 'MaxReceiveSize') {
        Set-Limit 'TransportLimit' 'organisation' $property "Transport $property" (Read-TransportLimit '' $property)
    }
}
