namespace Turnstone.Sandbox.Proxies;

/// <summary>Where each request is counted and told its fault.</summary>
internal sealed class FaultDesk(FaultProxyOptions options, FaultTally tally, Func<Task> changeCertificateAsync)
{
    /// <summary>Takes a request in.</summary>
    public async Task<RequestAtDesk> ReceiveAsync(string operation)
    {
        var number = tally.CountRequest(operation);
        if (options.Before is { } before)
        {
            await before(operation, number);
        }

        return new RequestAtDesk(options.Faults?.Next(operation), fault =>
        {
            tally.CountFault(fault.Name);
            options.Happened?.Invoke(new FaultEvent(options.Time.GetUtcNow(), operation, number, fault.Name));
        });
    }

    /// <summary>Ends every connection of the proxy, this one too, and shows another certificate from now on.</summary>
    public Task ChangeCertificateAsync() => changeCertificateAsync();
}
