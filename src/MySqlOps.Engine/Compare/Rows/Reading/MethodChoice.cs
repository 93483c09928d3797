using System.Globalization;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>Decides where rows are hashed.</summary>
internal static class MethodChoice
{
    /// <summary>
    /// Past this round trip a link is taken for slow. Within one data centre it is shorter, and there reading the rows takes no longer than having the servers hash them, which costs them more.
    /// </summary>
    public static TimeSpan SlowRoundTrip { get; } = TimeSpan.FromMilliseconds(3);

    private const int Attempts = 5;

    /// <summary>True when the servers are to hash their rows.</summary>
    public static bool IsServer(RowMethod method, TimeSpan roundTrip) => method == RowMethod.Server || (method == RowMethod.Auto && roundTrip > SlowRoundTrip);

    /// <summary>The sentence that says what was chosen.</summary>
    public static string Describe(bool isServer, TimeSpan roundTrip) => string.Create(
        CultureInfo.InvariantCulture, $"Rows were hashed {(isServer ? "by the servers" : "here")}; the slower of the two servers answers in {roundTrip.TotalMilliseconds:0.0} ms.");

    /// <summary>The shortest of some round trips: what the link takes, not what the server was busy with.</summary>
    public static async Task<TimeSpan> MeasureAsync(DataSession session, TimeProvider time, CancellationToken cancellationToken)
    {
        var shortest = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var start = time.GetTimestamp();
            await session.ExecuteAsync("DO 0", cancellationToken).ConfigureAwait(false);
            var taken = time.GetElapsedTime(start);
            shortest = taken < shortest ? taken : shortest;
        }

        return shortest;
    }
}
