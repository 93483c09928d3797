namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>The sign of each state: told by its shape where colours are not seen. Drawn around 0,0 with a radius of 9.</summary>
internal static class StateShape
{
    private const string White = "fill=\"none\" stroke=\"#ffffff\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\"";

    /// <summary>The sign as SVG.</summary>
    public static string Svg(TopologyState state) => state switch
    {
        TopologyState.Ok => $"<circle class=\"fill-ok\" r=\"9\"/><path d=\"M-4 0.3L-1.2 3.2L4.2 -3\" {White}/>",
        TopologyState.Warning => $"<path class=\"fill-warning\" d=\"M0 -10L10 0L0 10L-10 0Z\"/><path d=\"M0 -4.5V1\" {White}/><circle cx=\"0\" cy=\"4.6\" r=\"1.3\" fill=\"#ffffff\"/>",
        TopologyState.Lagging => $"<path class=\"fill-lagging\" d=\"M0 -9.5L10 8H-10Z\"/><path d=\"M0 -3V2\" {White}/><circle cx=\"0\" cy=\"5.4\" r=\"1.3\" fill=\"#ffffff\"/>",
        TopologyState.Stopped => $"<rect class=\"fill-stopped\" x=\"-8.5\" y=\"-8.5\" width=\"17\" height=\"17\" rx=\"3\"/><path d=\"M-2.8 -4V4M2.8 -4V4\" {White}/>",
        TopologyState.Broken => $"<path class=\"fill-broken\" d=\"M-3.9 -9.5H3.9L9.5 -3.9V3.9L3.9 9.5H-3.9L-9.5 3.9V-3.9Z\"/><path d=\"M-3.5 -3.5L3.5 3.5M3.5 -3.5L-3.5 3.5\" {White}/>",
        TopologyState.Refused => $"<rect class=\"fill-refused\" x=\"-8\" y=\"-2.5\" width=\"16\" height=\"11.5\" rx=\"2.5\"/><path class=\"line-refused\" d=\"M-4.5 -3V-5.5A4.5 4.5 0 0 1 4.5 -5.5V-3\" fill=\"none\" stroke-width=\"2.4\"/><path d=\"M0 2V5\" {White}/>",
        _ => "<circle class=\"line-unreachable\" r=\"8.5\" fill=\"none\" stroke-width=\"2\" stroke-dasharray=\"3.6 2.6\"/><path class=\"line-unreachable\" d=\"M-2.8 -2.4A2.9 2.9 0 1 1 0.6 0.6Q0 1 0 2.2\" fill=\"none\" stroke-width=\"1.8\" stroke-linecap=\"round\"/><circle class=\"fill-unreachable\" cx=\"0\" cy=\"4.8\" r=\"1.3\"/>",
    };
}
