namespace Turnstone.Cli.Remote;

/// <summary>Why a command ended that asked a server: a sentence for people, and the exit status.</summary>
internal sealed class RemoteTrouble(int status, string message) : Exception(message)
{
    /// <summary>The exit status.</summary>
    public int Status { get; } = status;

    /// <summary>Something that was named is not there, or more than one is called so.</summary>
    public static RemoteTrouble Refused(string message) => new(ExitStatus.Refused, message);
}
