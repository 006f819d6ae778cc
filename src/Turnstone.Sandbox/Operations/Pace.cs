namespace Turnstone.Sandbox.Operations;

/// <summary>The budget of one request's account, asked after each item as Exchange does within a batch ([D]).</summary>
internal abstract class Pace
{
    public static readonly Pace Free = new Unhurried();

    /// <summary>Waits where the account is over its budget.</summary>
    public abstract ValueTask AfterItemAsync(CancellationToken cancellationToken);

    private sealed class Unhurried : Pace
    {
        public override ValueTask AfterItemAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
