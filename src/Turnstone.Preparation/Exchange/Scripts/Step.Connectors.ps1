
Invoke-Step 'Message size of connectors' {
    foreach ($connector in @(Get-ReceiveConnector -ErrorAction Stop)) {
        $name = "$($connector.Identity)"
        try { Set-Limit 'ReceiveConnectorLimit' $name 'MaxMessageSize' "Receive connector $name" (ConvertTo-Bytes $connector.MaxMessageSize) } catch { Add-Fault $name $_ }
    }
    foreach ($connector in @(Get-SendConnector -ErrorAction Stop)) {
        $name = "$($connector.Identity)"
        try { Set-Limit 'SendConnectorLimit' $name 'MaxMessageSize' "Send connector $name" (ConvertTo-Bytes $connector.MaxMessageSize) } catch { Add-Fault $name $_ }
    }
}
