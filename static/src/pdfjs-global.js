// PDF.js's viewer components look for the library in this one global; it must stand before they are read.
import * as pdfjsLib from "pdfjs-dist";

globalThis.pdfjsLib = pdfjsLib;
