using System.Globalization;
using System.Text;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>A topology as a page: the picture, and a table of all servers with what the picture has no room for. There is no script in it, and it fetches nothing.</summary>
internal static class HtmlDrawing
{
    private const string Style =
        """
        body{margin:24px;font:14px/1.45 'Segoe UI','Helvetica Neue',Arial,'DejaVu Sans',sans-serif;color:#1b2430;background:#ffffff}
        .picture{overflow:auto;margin-bottom:24px}.picture svg{max-width:100%;height:auto}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid #dfe4ea}
        th{font-size:12px;color:#566273}td.number{white-space:nowrap}tr:target{background:#fff6d6}
        .state{font-weight:600}.ok{color:#187447}.warning{color:#8a6508}.lagging{color:#a5500a}.stopped{color:#4b5a70}.broken{color:#b02a2a}.refused{color:#6a3bae}.unreachable{color:#566273}
        details summary{cursor:pointer}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:4px 0}
        @media (prefers-color-scheme:dark){body{color:#e8edf3;background:#0f1318}th{color:#a3afbd}th,td{border-color:#2b343e}tr:target{background:#3a3418}
        .ok{color:#57c48c}.warning{color:#e0b64a}.lagging{color:#f0a058}.stopped{color:#a9b6c8}.broken{color:#f08080}.refused{color:#c3a0f0}.unreachable{color:#a3afbd}}
        """;

    /// <summary>Draws.</summary>
    /// <param name="nodes">The nodes, depth first.</param>
    /// <param name="time">When they were read.</param>
    public static string Draw(IReadOnlyList<MySqlTopologyNode> nodes, DateTimeOffset time)
    {
        var title = Markup.Escape(CardText.Title(new DrawnGraph(nodes)));
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width\">\n")
            .Append("<title>").Append(title).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<div class=\"picture\">\n")
            .Append(SvgDrawing.Draw(nodes, time))
            .Append("</div>\n<table>\n<tr><th>Server</th><th>State</th><th>Role</th><th>Version</th><th>Source</th><th>Lag</th><th>GTIDs</th><th>Details</th></tr>\n");
        for (var i = 0; i < nodes.Count; i++)
            AppendRow(html, nodes[i], i);
        return html.Append("</table>\n</body>\n</html>\n").ToString();
    }

    private static void AppendRow(StringBuilder html, MySqlTopologyNode node, int index)
    {
        var state = NodeWords.Of(node.State);
        html.Append(CultureInfo.InvariantCulture, $"<tr id=\"row-{index}\"><td style=\"padding-left:{10 + (node.Depth * 18)}px\"><a href=\"#node-{index}\" style=\"color:inherit\">{Markup.Escape(node.Name)}</a></td>");
        html.Append(CultureInfo.InvariantCulture, $"<td class=\"state {state}\">{state}</td><td>{NodeWords.Of(node.Role)}</td><td>{Markup.Escape(node.Version ?? "")}</td>");
        html.Append(CultureInfo.InvariantCulture, $"<td>{string.Join("<br>", node.Links.Select(static link => Markup.Escape(link.ToString())))}</td><td class=\"number\">{NodeWords.Of(node.Lag)}</td><td>{NodeWords.Of(node.GtidState)}</td><td>");
        foreach (var problem in node.Problems)
            html.Append("<div>").Append(Markup.Escape(problem)).Append("</div>");
        var more = More(node).Where(static line => line.Length > 0).ToList();
        if (more.Count > 0)
            html.Append("<details><summary>more</summary><pre>").Append(Markup.Escape(string.Join('\n', more))).Append("</pre></details>");
        html.Append("</td></tr>\n");
    }

    private static IEnumerable<string> More(MySqlTopologyNode node)
    {
        yield return CardText.Extras(node);
        yield return node.ServerUuid is null ? "" : $"server_uuid {node.ServerUuid}";
        yield return node.ServerId is null ? "" : string.Create(CultureInfo.InvariantCulture, $"server_id {node.ServerId}");
        yield return node.HostName is null ? "" : $"hostname {node.HostName}";
        yield return node.GtidMode is null ? "" : $"gtid_mode {node.GtidMode}";
        yield return node.GtidExecuted is { Length: > 0 } executed ? $"gtid_executed {executed}" : "";
        yield return node.BinaryLogFormat is null ? "" : $"binlog_format {node.BinaryLogFormat}";
        foreach (var filter in node.Filters)
            yield return filter;
    }
}
