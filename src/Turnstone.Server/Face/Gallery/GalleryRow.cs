using System.Globalization;
using Turnstone.Server.Components;

namespace Turnstone.Server.Face.Gallery;

/// <summary>A made-up row for the gallery's table.</summary>
internal sealed record GalleryRow(Guid Id, string Address, string Status, Tone Tone, double Share, int Items, int Errors)
{
    private static readonly (string Status, Tone Tone, double Share)[] States =
        [("Completed", Tone.Good, 1), ("Migrating", Tone.Info, 0.62), ("Completed with errors", Tone.Warn, 1), ("Queued", Tone.Neutral, 0), ("Failed", Tone.Bad, 0.18)];

    public static GalleryRow Of(int number)
    {
        var (status, tone, share) = States[number % States.Length];
        return new(
            new Guid(number, 0, 0, new byte[8]), string.Create(CultureInfo.InvariantCulture, $"user{number:D5}@old.example"), status, tone, share, number * 7919 % 25_000, tone is Tone.Warn or Tone.Bad ? number % 13 + 1 : 0);
    }
}
