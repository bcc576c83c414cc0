namespace StaffFlows.Host.Localisation;

/// <summary>Marks the resource files of the interface: <c>Texts.resx</c> is Chinese, <c>Texts.en.resx</c> English, keys are dotted.</summary>
public sealed class Texts;
