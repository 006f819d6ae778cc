namespace Turnstone.Server.Requests;

/// <summary>What is to be done with a request that came with a key.</summary>
internal abstract record BegunRequest
{
    private BegunRequest()
    {
    }

    /// <summary>It is to be done, here.</summary>
    /// <param name="Id">The row of its key.</param>
    /// <param name="Attempt">Which attempt this is.</param>
    public sealed record Mine(Guid Id, int Attempt) : BegunRequest;

    /// <summary>It was answered before.</summary>
    /// <param name="Answer">What was answered.</param>
    public sealed record Known(KeptAnswer Answer) : BegunRequest;
}
