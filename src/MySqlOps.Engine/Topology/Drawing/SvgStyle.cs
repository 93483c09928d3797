using System.Text;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>Colours and strokes of the picture.</summary>
internal static class SvgStyle
{
    private const double Corner = 8;

    /// <summary>The style sheet: light, and dark where the reader's system is and the program that shows the picture knows of it.</summary>
    public const string Sheet =
        """
        <style>
        .page{fill:#f5f7fa}.card{fill:#ffffff;stroke:#ccd3dd}.absent{fill:#f0f2f5;stroke-dasharray:5 4}
        .text{fill:#1b2430}.faint{fill:#566273}.label{fill:#ffffff;stroke-width:1}.edge{fill:none;stroke-width:1.7}
        .fill-plain{fill:#8894a4}.line-plain{stroke:#8894a4}.fill-more{fill:#3f6fb5}.line-more{stroke:#3f6fb5}
        .fill-ok{fill:#1c8a55}.line-ok{stroke:#1c8a55}.fill-warning{fill:#b3850f}.say-warning{fill:#8a6508}
        .fill-lagging{fill:#cf6a12}.line-lagging{stroke:#cf6a12}.say-lagging{fill:#a5500a}
        .fill-stopped{fill:#64748b}.line-stopped{stroke:#64748b}.say-stopped{fill:#4b5a70}
        .fill-broken{fill:#c93434}.line-broken{stroke:#c93434}.say-broken{fill:#b02a2a}
        .fill-refused{fill:#7c4bc0}.line-refused{stroke:#7c4bc0}.say-refused{fill:#6a3bae}
        .fill-unreachable{fill:#7b8794}.line-unreachable{stroke:#7b8794}.say-unreachable{fill:#566273}
        @media (prefers-color-scheme:dark){.page{fill:#151a21}.card{fill:#1f2630;stroke:#39444f}.absent{fill:#1a2028}.text{fill:#e8edf3}.faint{fill:#a3afbd}.label{fill:#1f2630}
        .say-warning{fill:#e0b64a}.say-lagging{fill:#f0a058}.say-stopped{fill:#a9b6c8}.say-broken{fill:#f08080}.say-refused{fill:#c3a0f0}.say-unreachable{fill:#a3afbd}}
        </style>
        """;

    /// <summary>The name of a line's colours.</summary>
    /// <param name="edge">The line.</param>
    /// <param name="replica">The node that it leads to.</param>
    public static string Of(DrawnEdge edge, MySqlTopologyNode replica) => edge.State switch
    {
        LinkState.Failed => "broken",
        LinkState.Stopped or LinkState.Connecting => "stopped",
        _ when edge.IsTree && replica.State == TopologyState.Lagging => "lagging",
        _ when edge.IsTree && replica.State is TopologyState.Unreachable or TopologyState.Refused => NodeWords.Of(replica.State),
        _ => edge.IsTree ? "plain" : "more",
    };

    /// <summary>A line with round corners.</summary>
    /// <param name="line">Its points.</param>
    /// <param name="isWhole">True when it ends with an arrow's tip, under which its own end does not show.</param>
    public static string Path(IReadOnlyList<Spot> line, bool isWhole = true)
    {
        var path = new StringBuilder($"M{At(line[0])}");
        for (var i = 1; i < line.Count - 1; i++)
        {
            var radius = Math.Min(Corner, Math.Min(Length(line[i - 1], line[i]), Length(line[i], line[i + 1])) / 2);
            path.Append('L').Append(At(Toward(line[i], line[i - 1], radius))).Append('Q').Append(At(line[i])).Append(' ').Append(At(Toward(line[i], line[i + 1], radius)));
        }

        return path.Append('L').Append(At(isWhole ? Toward(line[^1], line[^2], Math.Min(5, Length(line[^1], line[^2]) / 2)) : line[^1])).ToString();
    }

    /// <summary>The arrow's tip at the end of a line.</summary>
    public static string Arrow(Spot from, Spot to, string style)
    {
        var (back, side) = (Toward(to, from, 8), (X: (to.Y - from.Y) / Math.Max(1, Length(from, to)) * 4.2, Y: (from.X - to.X) / Math.Max(1, Length(from, to)) * 4.2));
        return $"<path class=\"fill-{style}\" d=\"M{At(to)}L{At(back.Move(side.X, side.Y))}L{At(back.Move(-side.X, -side.Y))}Z\"/>";
    }

    /// <summary>The point half-way.</summary>
    public static Spot Middle(Spot from, Spot to) => new((from.X + to.X) / 2, (from.Y + to.Y) / 2);

    private static Spot Toward(Spot from, Spot to, double distance)
    {
        var length = Length(from, to);
        return length < 0.01 ? from : from.Move((to.X - from.X) / length * distance, (to.Y - from.Y) / length * distance);
    }

    private static double Length(Spot from, Spot to) => Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2));

    private static string At(Spot spot) => $"{Markup.Number(spot.X)} {Markup.Number(spot.Y)}";
}
