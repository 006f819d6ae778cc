using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

/// <summary>
/// Names and ids of time zones, without the full data: as recorded, with empty Periods and TransitionsGroups, which breaks
/// Exchange's own schema ([R]; ews-schema SOURCES). Full data is not answered. Assumption: clients here only look names up.
/// </summary>
internal static class GetServerTimeZones
{
    private static readonly (string Id, string Name)[] Zones =
    [
        ("Dateline Standard Time", "(UTC-12:00) International Date Line West"),
        ("Pacific Standard Time", "(UTC-08:00) Pacific Time (US & Canada)"),
        ("Mountain Standard Time", "(UTC-07:00) Mountain Time (US & Canada)"),
        ("Central Standard Time", "(UTC-06:00) Central Time (US & Canada)"),
        ("Eastern Standard Time", "(UTC-05:00) Eastern Time (US & Canada)"),
        ("UTC", "(UTC) Coordinated Universal Time"),
        ("GMT Standard Time", "(UTC+00:00) Dublin, Edinburgh, Lisbon, London"),
        ("Greenwich Standard Time", "(UTC+00:00) Monrovia, Reykjavik"),
        ("W. Europe Standard Time", "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"),
        ("Central Europe Standard Time", "(UTC+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague"),
        ("Romance Standard Time", "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris"),
        ("Central European Standard Time", "(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb"),
        ("E. Europe Standard Time", "(UTC+02:00) Chisinau"),
        ("FLE Standard Time", "(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius"),
        ("Russian Standard Time", "(UTC+03:00) Moscow, St. Petersburg"),
        ("India Standard Time", "(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi"),
        ("China Standard Time", "(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi"),
        ("Tokyo Standard Time", "(UTC+09:00) Osaka, Sapporo, Tokyo"),
        ("AUS Eastern Standard Time", "(UTC+10:00) Canberra, Melbourne, Sydney"),
    ];

    public static ValueTask RunAsync(RequestContext context, SoapElement request, Answer answer, CancellationToken cancellationToken)
    {
        var wanted = request.Child("Ids")?.Children.Select(id => id.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return answer.EachAsync("GetServerTimeZones", [request], null, _ =>
        {
            var writer = answer.Writer;
            writer.Start("m:TimeZoneDefinitions");
            foreach (var (id, name) in Zones)
            {
                if (wanted is null || wanted.Contains(id))
                {
                    writer.Start("t:TimeZoneDefinition");
                    writer.Attribute("Id", id);
                    writer.Attribute("Name", name);
                    writer.Empty("t:Periods");
                    writer.Empty("t:TransitionsGroups");
                    writer.End("t:TimeZoneDefinition");
                }
            }

            writer.End("m:TimeZoneDefinitions");
            return ValueTask.CompletedTask;
        }, cancellationToken);
    }
}
