namespace Turnstone.Client.Passes;

/// <summary>What became of a request to stop.</summary>
/// <param name="Stopped">Passes that had not begun and are over now.</param>
/// <param name="UnderWay">Passes under way that end within seconds.</param>
public sealed record StopResult(int Stopped, int UnderWay);
