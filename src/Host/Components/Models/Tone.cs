namespace StaffFlows.Host.Components.Models;

/// <summary>The colour of a state. A tone never stands alone: words and an icon say the same.</summary>
public enum Tone
{
    None,
    Info,
    Wait,
    Late,
    Done,
}

internal static class Tones
{
    public static string Class(this Tone tone) => tone switch
    {
        Tone.Info => "is-info",
        Tone.Wait => "is-wait",
        Tone.Late => "is-late",
        Tone.Done => "is-done",
        _ => "",
    };

    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Wait => "clock",
        Tone.Late => "alert",
        Tone.Done => "check",
        _ => "dot",
    };
}
