namespace Turnstone.Cli.Remote;

/// <summary>What a command does at a server; gives the exit status.</summary>
internal delegate Task<int> RemoteWork(RemoteSession session, CancellationToken cancellationToken);
