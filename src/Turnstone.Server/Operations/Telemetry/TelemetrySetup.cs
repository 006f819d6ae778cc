using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Turnstone.Server.Operations.Telemetry;

/// <summary>Sends what is measured to where OTEL_EXPORTER_OTLP_ENDPOINT says; without it nothing is collected.</summary>
internal static class TelemetrySetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Personal = ["url.path", "url.query", "url.full", "client.address", "network.peer.address", "user_agent.original"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ServerTelemetry>();
        if (string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("turnstone", serviceVersion: typeof(TelemetrySetup).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics => metrics.AddMeter(ServerTelemetry.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime").AddOtlpExporter())
            .WithTracing(tracing => tracing
                .AddSource(ServerTelemetry.Name)
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
                    requests.RecordException = false;

                    // As in the log: what was asked for is the route's template, and who asked is not a machine's address.
                    requests.EnrichWithHttpResponse = (activity, _) =>
                    {
                        foreach (var tag in Personal)
                        {
                            activity.SetTag(tag, null);
                        }
                    };
                })
                .AddOtlpExporter());
    }
}
