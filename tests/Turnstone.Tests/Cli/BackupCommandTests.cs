using Turnstone.Tests.Server;
using Xunit;

namespace Turnstone.Tests.Cli;

public sealed class BackupCommandTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    [Fact]
    public async Task RunningServer_IsBackedUp_AndTheKeysAreSpokenOfAloud()
    {
        await using var world = await ServerWorld.StartAsync();
        await world.AddWorkgroupAsync();
        await world.SignedInAsync(await world.AddWorkgroupAsync());
        var (plain, full, restored) = (Path.Combine(_run.Folder.FullName, "a.zip"), Path.Combine(_run.Folder.FullName, "b.zip"), Path.Combine(_run.Folder.FullName, "data"));

        Assert.Equal(0, await _run.RunAsync("backup", "--data", world.DataDirectory, "--to", plain));
        Assert.Contains("the keys of stored credentials are not in it", _run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", _run.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _run.RunAsync("backup", "--data", world.DataDirectory, "--to", full, "--with-keys"));
        Assert.Contains("WARNING: the keys are in it.", _run.Error, StringComparison.Ordinal);

        Assert.Equal(0, await _run.RunAsync("restore", "--data", restored, "--from", full));
        Assert.True(File.Exists(Path.Combine(restored, "turnstone.db")));
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(restored, "keys")));
        Assert.Equal(64, await _run.RunAsync("restore", "--data", restored, "--from", full));
        Assert.Contains("is not empty", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsMissing_IsToldAtOnce()
    {
        Assert.Equal(64, await _run.RunAsync("restore", "--from", "none.zip"));
        Assert.Contains("--data: It is missing.", _run.Error, StringComparison.Ordinal);
        Assert.Contains("--from: none.zip cannot be read", _run.Error, StringComparison.Ordinal);
        Assert.Equal(64, await _run.RunAsync("backup", "--keys", "x"));
        Assert.Contains("--to: It is missing.", _run.Error, StringComparison.Ordinal);
        Assert.Contains("--keys: It goes with --with-keys alone.", _run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
