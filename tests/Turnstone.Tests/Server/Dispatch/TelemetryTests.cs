using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.Passes;
using Turnstone.Engine.Failures;
using Turnstone.Server.Dispatch;
using Turnstone.Server.Operations.Telemetry;
using Turnstone.Tests.House;
using Xunit;

namespace Turnstone.Tests.Server.Dispatch;

/// <summary>What the server measures, and that the document lists it.</summary>
public sealed partial class TelemetryTests : IAsyncLifetime
{
    private readonly MeterListener _listener = new();
    private readonly List<(string Name, double Value, string Tags)> _measured = [];
    private readonly List<Instrument> _instruments = [];
    private DispatchWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await DispatchWorld.StartAsync();
        var meters = _world.World.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Of this world alone: tests run side by side.
            if (instrument.Meter.Name == ServerTelemetry.Name && instrument.Meter.Scope == meters)
            {
                _instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
        _world.World.Services.GetRequiredService<ServerTelemetry>();
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return _world.DisposeAsync();
    }

    [Fact]
    public async Task Pass_IsMeasured_ByWhatBecameOfIt()
    {
        _world.Opener.Of(_world.Mailboxes[0]).Destination.Refuse = item => item.Source.Uid == 2 ? PassTests.Refused : null;
        await _world.SubmitAsync(PassKind.Full);
        await _world.RunAsync();

        Assert.Equal(1, Sum("turnstone.passes.finished", "turnstone.state=completed_with_errors"));
        Assert.Equal((2, 0, 0, 1), (Sum("turnstone.items", "turnstone.outcome=copied"), Sum("turnstone.items", "turnstone.outcome=already_there"), Sum("turnstone.items", "turnstone.outcome=skipped"), Sum("turnstone.items", "turnstone.outcome=failed")));
        Assert.Equal((await _world.PassAsync()).Progress.BytesCopied, Sum("turnstone.delivered", ""));
        Assert.True(Sum("turnstone.delivered", "") > 0);
        Assert.Equal(1, Sum("turnstone.failures", "error.type=destination/item-refused,turnstone.scope=item"));
        Assert.Single(_measured, one => one.Name == "turnstone.pass.duration");
        Assert.Equal(0, Sum("turnstone.leases.lost", ""));
    }

    [Fact]
    public async Task PassesUnderWayAndWaiting_AreSeen()
    {
        await _world.ChangeProjectAsync(project => project.MostAtOnce = 1);
        var held = new TaskCompletionSource();
        await _world.HoldDeliveryAsync(held.Task);
        _listener.RecordObservableInstruments();
        Assert.Equal(1, Last("turnstone.passes.active"));

        held.SetResult();
        await _world.IdleAsync();
        _listener.RecordObservableInstruments();
        Assert.Equal((0, 0), (Last("turnstone.passes.active"), Last("turnstone.passes.queued")));

        // One for later is not in the queue; two that are due are, while there is no place.
        await _world.ChangeProjectAsync(project => project.MostAtOnce = 0);
        await _world.SubmitAsync(PassKind.Full);
        await _world.Dispatcher.LookAsync(isNews: true, Cancel);
        _listener.RecordObservableInstruments();
        Assert.Equal(1, Last("turnstone.passes.queued"));
    }

    [Fact]
    public async Task LeaseThatAnotherTook_IsCounted()
    {
        var held = new TaskCompletionSource();
        await _world.HoldDeliveryAsync(held.Task);
        var pass = Assert.Single(_world.World.Services.GetRequiredService<RunningPasses>().List());

        pass.Hear(LeaseAnswer.Lost, 0);
        held.SetResult();
        await _world.IdleAsync();

        Assert.Equal((1, 0), (Sum("turnstone.leases.lost", ""), Sum("turnstone.passes.finished", "turnstone.state=completed")));
    }

    [Fact]
    public async Task Pass_IsAnActivityOfItsOwn_WithIdsAlone()
    {
        var ended = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ServerTelemetry.Name, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = activity => { lock (ended) { ended.Add(activity); } },
        };
        ActivitySource.AddActivityListener(listener);
        await _world.SubmitAsync(PassKind.Full);
        await _world.RunAsync();

        var id = await _world.PassIdAsync();
        var activity = Assert.Single(ended, one => Equals(one.GetTagItem("turnstone.pass.id"), id));
        Assert.Equal((ServerTelemetry.PassActivity, null, ActivityStatusCode.Unset), (activity.OperationName, activity.ParentId, activity.Status));
        Assert.Equal(["turnstone.mailbox.id", "turnstone.pass.id", "turnstone.workgroup.id"], activity.TagObjects.Select(tag => tag.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_ListsWhatIsMeasured_AndNothingElse()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "telemetry.md"), Cancel);
        var listed = MetricLine().Matches(text).Select(line => (Name: line.Groups[1].Value, Unit: line.Groups[2].Value)).Order();

        Assert.Equal(_instruments.Select(instrument => (instrument.Name, instrument.Unit ?? "")).Order(), listed);
        var codes = typeof(FailureCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<FailureCode>().Select(code => code.Value).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(codes);
        Assert.Equal(codes, CodeLine().Matches(text[text.IndexOf("## Values of `error.type`", StringComparison.Ordinal)..]).Select(line => line.Groups[1].Value));
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var words = new List<string>();
        foreach (var tag in tags)
        {
            words.Add($"{tag.Key}={tag.Value}");
        }

        lock (_measured)
        {
            _measured.Add((instrument.Name, value, string.Join(',', words)));
        }
    }

    private double Sum(string name, string tags)
    {
        lock (_measured)
        {
            return _measured.Where(one => one.Name == name && one.Tags == tags).Sum(one => one.Value);
        }
    }

    private double Last(string name)
    {
        lock (_measured)
        {
            return _measured.Last(one => one.Name == name).Value;
        }
    }

    [GeneratedRegex(@"^\| `(turnstone\.[a-z.]+)` \| [a-z-]+(?: [a-z]+)? \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricLine();

    [GeneratedRegex(@"^- `([a-z/-]+)`$", RegexOptions.Multiline)]
    private static partial Regex CodeLine();
}
